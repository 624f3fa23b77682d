"""The pages of the desk: each shows a plan, or does what its form asks for."""
