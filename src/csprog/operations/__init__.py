"""Operations that several commands share: open a plan, write a change."""
