"""Layout, design system, words and static files that every page shares."""
