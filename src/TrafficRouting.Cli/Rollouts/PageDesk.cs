using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>The rollouts of a traffic page, by its JSON.</summary>
internal sealed class PageDesk(HttpClient http, Uri page, TimeProvider time) : IRolloutDesk
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<RolloutReading>> ListAsync(CancellationToken cancellationToken) =>
        await AskAsync(HttpMethod.Get, "api/rollouts", ReadingJson.Default.ListRolloutReading, cancellationToken).ConfigureAwait(false);

    public Task<RolloutReading> FindAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Get, $"api/rollouts/{Uri.EscapeDataString(name)}", ReadingJson.Default.RolloutReading, cancellationToken);

    public Task<RolloutReading> SendAsync(string name, RolloutCommand command, CancellationToken cancellationToken) =>
        AskAsync(HttpMethod.Post, $"api/rollouts/{Uri.EscapeDataString(name)}/{command}", ReadingJson.Default.RolloutReading, cancellationToken);

    // The page's events count as somebody who looks at the traffic, which then is measured.
    public Task ChangedAsync(string name, CancellationToken cancellationToken) => Task.Delay(LookAgain, time, cancellationToken);

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri($"{page.AbsoluteUri.TrimEnd('/')}/{path}"));
            if (method == HttpMethod.Post)
                request.Headers.Add("X-Traffic-Command", "traffic");
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false))!
                : throw new DeskException(await RefusalAsync(response, method, cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException e)
        {
            throw new DeskException($"No page answers at {page}: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeskException($"The page at {page} did not answer within {http.Timeout.TotalSeconds:0} seconds.");
        }
        catch (JsonException)
        {
            throw new DeskException($"What answers at {page} is no traffic page. Write the address that MapTrafficRouting(\"/traffic\") is at.");
        }
    }

    private async Task<string> RefusalAsync(HttpResponseMessage response, HttpMethod method, CancellationToken cancellationToken)
    {
        var said = await SaidAsync(response, cancellationToken).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => $"The page at {page} asks who you are (401). Give --token, or -H for what it takes instead.",
            HttpStatusCode.Forbidden when said is not null => said,
            HttpStatusCode.Forbidden => $"The page at {page} does not let you {(method == HttpMethod.Post ? "steer rollouts" : "look")} (403). Ask for the policy that is on it{(method == HttpMethod.Post ? "s commands" : "")}.",
            HttpStatusCode.NotFound when said is null => $"There is no traffic page at {page} (404), or it hides: outside of Development a page without a policy answers so.",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"The page at {page} sends elsewhere ({(int)response.StatusCode}), most likely to sign in. Give --token, or -H for what it takes instead.",
            _ => said ?? $"The page at {page} answers {(int)response.StatusCode}.",
        };
    }

    private static async Task<string?> SaidAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
            return null;
        try
        {
            return (await response.Content.ReadFromJsonAsync(ReadingJson.Default.ProblemReading, cancellationToken).ConfigureAwait(false))?.Detail;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
