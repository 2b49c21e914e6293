using Microsoft.Extensions.Options;
using Polly;

namespace TrafficRouting.Resilience;

/// <summary>Finds what no pipeline can be made of, and what is of no use.</summary>
internal sealed class TrafficResilienceOptionsValidator : IValidateOptions<TrafficResilienceOptions>
{
    public ValidateOptionsResult Validate(string? name, TrafficResilienceOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (options.AttemptTimeout.Timeout > options.TotalRequestTimeout.Timeout)
            errors.AddError($"AttemptTimeout ({options.AttemptTimeout.Timeout}) is above TotalRequestTimeout ({options.TotalRequestTimeout.Timeout}), which would end every attempt first. Lower the one or raise the other.");
        if (options.CircuitBreaker.SamplingDuration < 2 * options.AttemptTimeout.Timeout)
            errors.AddError($"CircuitBreaker.SamplingDuration ({options.CircuitBreaker.SamplingDuration}) is less than twice AttemptTimeout ({options.AttemptTimeout.Timeout}), so the breaker would hardly see attempts that time out. Raise it.");

        try
        {
            _ = Pipelines.Outer(new ResiliencePipelineBuilder<HttpResponseMessage>(), options).Build();
            _ = Pipelines.Inner(new ResiliencePipelineBuilder<HttpResponseMessage>(), options).Build();
        }
        catch (System.ComponentModel.DataAnnotations.ValidationException exception)
        {
            errors.AddError(exception.Message);
        }

        return errors.Build();
    }
}
