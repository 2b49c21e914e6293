using Microsoft.Extensions.Options;
using TrafficRouting.Configuration;

namespace TrafficRouting.Tables;

internal static class OptionsGuard
{
    private static readonly TrafficRoutingOptionsValidator Validator = new();

    public static void ThrowIfInvalid(TrafficRoutingOptions options)
    {
        var result = Validator.Validate(Options.DefaultName, options);
        if (result.Failed)
            throw new OptionsValidationException(Options.DefaultName, typeof(TrafficRoutingOptions), result.Failures);
    }
}
