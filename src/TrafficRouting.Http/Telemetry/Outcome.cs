namespace TrafficRouting.Http;

/// <summary>Names what became of an attempt, by constants that metrics can carry without allocating.</summary>
internal static class Outcome
{
    public static string Of(in RoutedAttempt attempt) => attempt switch
    {
        { StatusCode: { } status } => Status(status),
        { IsCallerCancellation: true } => "canceled",
        { Exception: InvalidTargetException } => "invalid_target",
        { Exception: TaskCanceledException { InnerException: TimeoutException } } => "timeout",
        // Polly's, by name, because it is no dependency of this package.
        { Exception: { } exception } when exception.GetType().Name == "TimeoutRejectedException" => "timeout",
        _ => "error",
    };

    private static string Status(int status) => (status / 100) switch
    {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
}
