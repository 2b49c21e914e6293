using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>Tells what became of an attempt. Immutable; allocates nothing.</summary>
internal sealed class OutcomeClassifier
{
    private const int GrpcCancelled = 1;

    // What says that the server is at fault, not the call.
    private static readonly string[] GrpcFailures = ["UNKNOWN", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"];

    private readonly bool[] _failures;
    private readonly bool[] _grpcFailures;
    private readonly Func<RoutedAttempt, bool>? _isFailure;

    public OutcomeClassifier(AnalysisOptions options)
    {
        _failures = FailureStatuses.Parse(options.FailureStatuses.DefaultIfEmpty("5xx"));
        _grpcFailures = GrpcStatuses.Parse(options.FailureGrpcStatuses.Count == 0 ? GrpcFailures : options.FailureGrpcStatuses);
        _isFailure = options.IsFailure;
    }

    public static OutcomeClassifier Default { get; } = new(new());

    public ObservedOutcome Of(in RoutedAttempt attempt)
    {
        if (attempt.IsCallerCancellation || attempt.GrpcStatus == GrpcCancelled)
            return ObservedOutcome.Cancellation;
        if (_isFailure is not null)
            return _isFailure(attempt) ? ObservedOutcome.Failure : Answered(in attempt);
        var failed = attempt.Exception is not null
            || (attempt.GrpcStatus is { } code ? Contains(_grpcFailures, code) : attempt.StatusCode is { } status && Contains(_failures, status));
        return failed ? ObservedOutcome.Failure : Answered(in attempt);
    }

    private static ObservedOutcome Answered(in RoutedAttempt attempt) => attempt switch
    {
        { GrpcStatus: > 0 } => ObservedOutcome.ClientError,
        { GrpcStatus: null, StatusCode: >= 300 and < 400 } => ObservedOutcome.Redirection,
        { GrpcStatus: null, StatusCode: >= 400 and < 500 } => ObservedOutcome.ClientError,
        _ => ObservedOutcome.Success,
    };

    private static bool Contains(bool[] table, int code) => (uint)code < (uint)table.Length && table[code];
}
