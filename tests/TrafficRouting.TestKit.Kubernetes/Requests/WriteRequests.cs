using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>Reading, creating, updating, patching and deleting one object, with the conflicts of resourceVersions.</summary>
internal sealed class WriteRequests(ObjectStore store)
{
    public async Task AnswerAsync(HttpContext context, string verb, ApiResource resource, ApiPath path)
    {
        JsonObject? body = null;
        if (verb is not "get" && context.Request.ContentLength is not 0)
        {
            try
            {
                body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
            }
            catch (JsonException e)
            {
                await Answers.StatusAsync(context, StatusCodes.Status400BadRequest, "BadRequest", e.Message);
                return;
            }
        }

        var isStrategic = context.Request.ContentType?.StartsWith("application/strategic-merge-patch+json", StringComparison.Ordinal) == true;
        var (code, reason, stored) = store.Locked(() => verb is "create" ? Create(resource, path, body) : Change(verb, resource, path, body, isStrategic));
        if (stored is not null)
            await Answers.JsonAsync(context, stored.Json(resource.ApiVersion(path.Version)), code);
        else
            await Answers.StatusAsync(context, code, reason, Message(code, resource, path.Name ?? (string?)body?["metadata"]?["name"]));
    }

    private static string Message(int code, ApiResource resource, string? name) => code switch
    {
        StatusCodes.Status404NotFound => $"{resource.Plural} \"{name}\" not found",
        StatusCodes.Status409Conflict => $"Operation cannot be fulfilled on {resource.Plural} \"{name}\": the object has been modified; please apply your changes to the latest version and try again",
        _ => "the object is not valid",
    };

    private (int Code, string Reason, StoredObject? Stored) Create(ApiResource resource, ApiPath path, JsonObject? body)
    {
        if (body?["metadata"] is not JsonObject metadata || (metadata["name"] ?? metadata["generateName"]) is null)
            return (StatusCodes.Status400BadRequest, "BadRequest", null);
        return store.Create(resource, path.Namespace ?? "default", body) is { } created ? (StatusCodes.Status201Created, "", created) : (StatusCodes.Status409Conflict, "AlreadyExists", null);
    }

    private (int Code, string Reason, StoredObject? Stored) Change(string verb, ApiResource resource, ApiPath path, JsonObject? body, bool isStrategic)
    {
        if (store.Find(resource, path.Namespace ?? "", path.Name!) is not { } known)
            return (StatusCodes.Status404NotFound, "NotFound", null);
        var expected = verb is "delete" ? body?["preconditions"]?["resourceVersion"] : body?["metadata"]?["resourceVersion"];
        if (expected is not null && (string?)expected != known.Version.ToString(CultureInfo.InvariantCulture))
            return (StatusCodes.Status409Conflict, "Conflict", null);
        switch (verb)
        {
            case "update" when body is not null:
                return (StatusCodes.Status200OK, "", store.Replace(known, body));
            case "patch" when body is not null:
                return (StatusCodes.Status200OK, "", store.Replace(known, (JsonObject)JsonPatching.Merge(known.Content, body, isStrategic)!));
            case "delete":
                store.Delete(known);
                return (StatusCodes.Status200OK, "", known);
            case "get":
                return (StatusCodes.Status200OK, "", known);
            default:
                return (StatusCodes.Status400BadRequest, "BadRequest", null);
        }
    }
}
