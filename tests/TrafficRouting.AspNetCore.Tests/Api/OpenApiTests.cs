using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.AspNetCore.Tests.Api;

/// <summary>The description of the API that the package carries is what ASP.NET Core itself makes of the endpoints.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Description_OfTheApi_IsWhatIsServed()
    {
        await using var app = await PageApp.StartAsync(
            a =>
            {
                a.MapTrafficRouting().AllowAnonymous();
                a.MapOpenApi();
            },
            services => services.AddOpenApi().ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, PageJson.Default)));

        var described = await app.GetAsync("/openapi/v1.json");

        GeneratedFile.IsCurrent("src/TrafficRouting.AspNetCore/Api/openapi.json", OfThePackage(described).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
        Assert.Equal("3.1.1", (await app.GetAsync("/traffic/api/openapi.json"))["openapi"]!.GetValue<string>());
    }

    // Wherever the page is mapped: paths from its own, which is two above the document.
    private static JsonObject OfThePackage(JsonNode described)
    {
        var paths = new JsonObject();
        foreach (var (path, item) in described["paths"]!.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal))
            paths.Add(path["/traffic".Length..], item!.DeepClone());
        return new()
        {
            ["openapi"] = described["openapi"]!.DeepClone(),
            ["info"] = new JsonObject { ["title"] = "TrafficRouting", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ".." }),
            ["paths"] = paths,
            ["components"] = described["components"]!.DeepClone(),
        };
    }
}
