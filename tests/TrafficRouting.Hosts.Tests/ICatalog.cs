using Refit;

namespace TrafficRouting.Hosts.Tests;

/// <summary>A client that Refit makes.</summary>
public interface ICatalog
{
    [Get("/items/{id}")]
    Task<string> GetAsync(int id);

    [Post("/items")]
    Task<string> AddAsync([Body] Item item);

    [Post("/raw")]
    Task<string> AddRawAsync([Body] Stream item);

    [Post("/form")]
    Task<string> AddFormAsync([Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> item);

    [Multipart]
    [Post("/files")]
    Task<string> UploadAsync([AliasAs("file")] StreamPart file, string note);

    /// <summary>A body whose parts can be read once.</summary>
    sealed record Item(string Name, IEnumerable<int> Parts);
}
