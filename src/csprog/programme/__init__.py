"""What a programme is: its model, its deadlines and journal, how it stands, and how it is to be judged."""
