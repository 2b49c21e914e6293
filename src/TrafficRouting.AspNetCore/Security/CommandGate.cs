using Microsoft.AspNetCore.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>Decides who may steer rollouts.</summary>
internal sealed class CommandGate(TrafficPageOptions options)
{
    /// <summary>The header that a command must carry, with any value: no form and no link of another site can set one.</summary>
    public const string Header = "X-Traffic-Command";

    /// <summary>Gives what to answer instead of a command, or null when it may be given.</summary>
    public async Task<IResult?> RefusalAsync(HttpContext context)
    {
        if (!options.Commands)
            return TypedResults.Problem("Commands are off: set TrafficPageOptions.Commands and CommandPolicy.", statusCode: StatusCodes.Status404NotFound);
        if (string.IsNullOrEmpty(context.Request.Headers[Header]))
            return TypedResults.Problem($"A command needs the header {Header}, with any value.", statusCode: StatusCodes.Status403Forbidden);
        // Browsers say where a request comes from, and scripts cannot change it.
        if (context.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none"))
            return TypedResults.Problem("A command of another site is not taken.", statusCode: StatusCodes.Status403Forbidden);
        return await AskAsync(context).ConfigureAwait(false);
    }

    /// <summary>Tells whether the user may steer.</summary>
    public async Task<bool> AllowsAsync(HttpContext context) => options.Commands && await AskAsync(context).ConfigureAwait(false) is null;

    private async Task<IResult?> AskAsync(HttpContext context) =>
        await Policies.RefusalAsync(context, await Policies.FindAsync(context, options.CommandPolicy!).ConfigureAwait(false)).ConfigureAwait(false);
}
