"""From results.json to the pages: tables, a plot, and what was aimed at beside what was reached."""
