namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPFaultInjection. Without a percentage nothing is injected.</summary>
internal static class FaultReader
{
    private const double Finest = 0.0001;

    public static FaultOptions? Read(Fields? fault)
    {
        if (fault is null)
            return null;
        var (delay, abort) = (fault.Map("delay"), fault.Map("abort"));
        if (delay is null && abort is null)
            fault.Incomplete("needs delay or abort");
        var options = new FaultOptions { Delay = ReadDelay(delay), Abort = ReadAbort(abort) };
        return options is { Delay: null, Abort: null } ? null : options;
    }

    private static FaultDelayOptions? ReadDelay(Fields? delay)
    {
        if (delay is null)
            return null;
        var percentage = ReadPercentage(delay);
        if (delay.Duration("fixedDelay") is { } duration)
        {
            if (duration >= TimeSpan.FromMilliseconds(1))
                return percentage > 0 ? new() { Percentage = percentage, Duration = duration } : null;
            delay.Error("fixedDelay", "must be at least 1ms");
        }
        else if (delay.IsSound && !delay.Has("fixedDelay") && !delay.Has("exponentialDelay"))
        {
            delay.Warning("has no fixedDelay, so nothing is injected");
        }

        return null;
    }

    private static FaultAbortOptions? ReadAbort(Fields? abort)
    {
        if (abort is null)
            return null;
        var percentage = ReadPercentage(abort);
        var status = abort.Integer("httpStatus", 200, 599);
        if (abort.IsSound && !abort.Has("httpStatus") && !abort.Has("grpcStatus") && !abort.Has("http2Error"))
            abort.Warning("has no httpStatus, so nothing is injected");
        return status is { } code && percentage > 0 ? new() { Percentage = percentage, Status = code } : null;
    }

    private static double ReadPercentage(Fields fields)
    {
        var coarse = fields.Integer("percent", 0, 100);
        if (fields.Map("percentage") is not { } percentage)
            return coarse ?? 0;
        var value = percentage.Number("value", 0, 100) ?? 0;
        if (value is > 0 and < Finest)
            percentage.Error("value", "must be 0, or from 0.0001 to 100");
        return value;
    }
}
