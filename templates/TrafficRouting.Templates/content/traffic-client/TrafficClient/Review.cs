namespace TrafficClient;

public sealed record Review(int Product, int Stars, string By);
