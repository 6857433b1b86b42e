"""The tests; `cases/` holds their input and expected output side by side."""
