"""Rules of content and of change: functions that yield violations."""
