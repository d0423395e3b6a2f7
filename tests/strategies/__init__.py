"""Hypothesis strategies: reports that are right, of random calculation trees and as whole releases."""
