namespace TrafficRouting.Http;

/// <summary>A selection policy of the application's own, keyed by the name of its table.</summary>
internal sealed record SelectionPolicyRegistration(string Name, SelectionPolicyFactory Factory);
