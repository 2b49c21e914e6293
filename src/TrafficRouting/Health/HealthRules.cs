namespace TrafficRouting;

/// <summary>Tells answers that count as failures. Immutable.</summary>
internal sealed class HealthRules(HealthOptions options)
{
    private readonly bool[] _statuses = FailureStatuses.Parse(options.Statuses.DefaultIfEmpty("502-504"));
    private readonly bool[] _grpc = GrpcStatuses.Parse(options.GrpcStatuses.DefaultIfEmpty("UNAVAILABLE"));

    public bool IsFailure(int status, int? grpcStatus) =>
        grpcStatus is { } code ? Contains(_grpc, code) : Contains(_statuses, status);

    private static bool Contains(bool[] table, int code) => (uint)code < (uint)table.Length && table[code];
}
