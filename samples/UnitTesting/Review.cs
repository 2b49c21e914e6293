namespace UnitTesting;

internal sealed record Review(int Stars);
