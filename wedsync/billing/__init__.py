"""What sending costs: prices, budgets, usage."""
