using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Http;

/// <summary>A section that the route table is read from.</summary>
internal sealed record WatchedSection(IConfiguration Section);
