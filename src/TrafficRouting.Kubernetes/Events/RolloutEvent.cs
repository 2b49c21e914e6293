using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes;

/// <summary>What is said of a transition to those who describe the Service.</summary>
/// <param name="Service">The Kubernetes Service's name.</param>
/// <param name="Namespace">Its namespace, or null for the application's own.</param>
/// <param name="Attempt">The rollout's attempt.</param>
/// <param name="Canary">The canary backend.</param>
/// <param name="Transition">The transition.</param>
internal sealed record RolloutEvent(string Service, string? Namespace, int Attempt, string Canary, RolloutTransition Transition)
{
    private const string Source = "traffic-routing";

    // The API server takes no longer ones.
    private const int MaxMessage = 1024;

    public static RolloutEvent Of(RolloutStatus status, RolloutTransition transition)
    {
        var parts = status.Service.ToLowerInvariant().Split('.');
        return new(parts[0], parts.Length > 1 ? parts[1] : null, status.State?.Attempt ?? 0, status.Canary, transition);
    }

    /// <summary>Writes the Event; of one transition that several replicas tell of, all have one name.</summary>
    /// <param name="uid">The Service's uid, by which kubectl finds its Events.</param>
    /// <param name="namespace">The Service's namespace.</param>
    public JsonObject ToJson(string uid, string @namespace)
    {
        var at = Transition.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new()
        {
            ["metadata"] = new JsonObject { ["name"] = $"{Service}.{Mark()}", ["namespace"] = @namespace },
            ["involvedObject"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Service", ["name"] = Service, ["namespace"] = @namespace, ["uid"] = uid },
            ["type"] = Transition.To is RolloutPhase.Aborted or RolloutPhase.RolledBack ? "Warning" : "Normal",
            ["reason"] = Reason,
            ["message"] = Message,
            ["source"] = new JsonObject { ["component"] = Source },
            ["reportingComponent"] = Source,
            ["reportingInstance"] = "",
            ["firstTimestamp"] = at,
            ["lastTimestamp"] = at,
            ["count"] = 1,
        };
    }

    private string Reason => Transition switch
    {
        { To: RolloutPhase.Aborted } => "RolloutAborted",
        { To: RolloutPhase.RolledBack } => "RolloutRolledBack",
        { To: RolloutPhase.Completed } => "RolloutPromoted",
        { To: RolloutPhase.Paused } => "RolloutPaused",
        { From: RolloutPhase.Pending } => "RolloutStarted",
        _ => "RolloutAdvanced",
    };

    private string Message
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Rollout {Transition.Rollout}: {Transition.To}, {Transition.Weight} % to {Canary}: {Transition.Message}");
            return text.Length <= MaxMessage ? text : text[..MaxMessage];
        }
    }

    private string Mark()
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{Transition.Rollout.ToLowerInvariant()} {Attempt} {Transition.From} {Transition.To} {Transition.Step} {Transition.Weight} {Transition.Message}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..16];
    }
}
