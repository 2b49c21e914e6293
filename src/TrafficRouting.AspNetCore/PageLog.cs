using Microsoft.Extensions.Logging;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

internal static partial class PageLog
{
    [LoggerMessage(1, LogLevel.Warning, "The traffic page answers 404 in {Environment}: no authorization policy is on it. Call .RequireAuthorization(\"…\") on what MapTrafficRouting returns, or .AllowAnonymous() where everybody may look.")]
    public static partial void Hidden(ILogger logger, string environment);

    [LoggerMessage(2, LogLevel.Information, "{User} asked over the traffic page: {Command} of rollout '{Rollout}'.")]
    public static partial void Commanded(ILogger logger, string user, RolloutCommand command, string rollout);
}
