using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>Takes commands for rollouts.</summary>
internal sealed class CommandEndpoint(PageContext page, CommandGate gate, ILogger logger)
{
    private const int LongestUser = 100;

    public async Task<IResult> SendAsync(string name, string command, HttpContext context)
    {
        if (await gate.RefusalAsync(context).ConfigureAwait(false) is { } refusal)
            return refusal;
        // Numbers are parsed as well, and are no names.
        if (!Enum.TryParse<RolloutCommand>(command, ignoreCase: true, out var asked) || !Enum.GetNames<RolloutCommand>().Contains(command, StringComparer.OrdinalIgnoreCase))
            return Problem($"There is no command '{command}'. There is: {string.Join(", ", Enum.GetNames<RolloutCommand>())}.", StatusCodes.Status400BadRequest);
        if (page.Controller is not { } controller || controller.Find(name) is not { } known)
            return Problem(page.NoRollout(name), StatusCodes.Status404NotFound);

        PageLog.Commanded(logger, User(context), asked, known.Name);
        try
        {
            return TypedResults.Json(page.View(await controller.SendAsync(name, asked, context.RequestAborted).ConfigureAwait(false)), PageJson.Default.RolloutView);
        }
        catch (KeyNotFoundException e)
        {
            return Problem(e.Message, StatusCodes.Status404NotFound);
        }
        catch (RolloutCommandException e)
        {
            return Problem(e.Message, StatusCodes.Status409Conflict);
        }
        catch (RolloutStoreException e)
        {
            return Problem(e.Message, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static ProblemHttpResult Problem(string detail, int status) => TypedResults.Problem(detail, statusCode: status);

    private static string User(HttpContext context)
    {
        var name = context.User.Identity?.Name ?? "an anonymous user";
        name = new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
        return name.Length <= LongestUser ? name : name[..LongestUser];
    }
}
