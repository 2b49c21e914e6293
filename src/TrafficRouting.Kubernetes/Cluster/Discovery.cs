using System.Collections.Concurrent;
using System.Net;

namespace TrafficRouting.Kubernetes;

/// <summary>Which kinds a cluster serves, in which versions. An answer serves everybody who asks soon after. Safe for concurrent use.</summary>
internal sealed class Discovery(ClusterClient client, TimeProvider time)
{
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    private TimeProvider Time => time;

    /// <summary>Gets the version to read a kind in, or null where the cluster does not serve it.</summary>
    public async Task<string?> VersionOf(KnownResource resource, CancellationToken cancellationToken)
    {
        if (resource.Group.Length == 0)
            return resource.Versions[0];
        var served = await AskAsync("apis", cancellationToken).ConfigureAwait(false);
        foreach (var version in resource.Versions)
        {
            var path = $"apis/{resource.Group}/{version}";
            if (served.Contains($"{resource.Group}/{version}") && (await AskAsync(path, cancellationToken).ConfigureAwait(false)).Contains(resource.Plural))
                return version;
        }

        return null;
    }

    /// <summary>Asks again the next time, because something was installed or removed.</summary>
    public void Forget() => _answers.Clear();

    private async Task<IReadOnlySet<string>> AskAsync(string path, CancellationToken cancellationToken)
    {
        if (_answers.TryGetValue(path, out var old) && time.GetElapsedTime(old.Asked) > Validity)
            _answers.TryRemove(KeyValuePair.Create(path, old));
        var answer = _answers.GetOrAdd(path, static (path, self) => new(self.ReadAsync(path), self.Time.GetTimestamp()), this);
        try
        {
            return await answer.Names.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _answers.TryRemove(KeyValuePair.Create(path, answer));
            throw;
        }
    }

    // Not the asker's token: others wait for the same answer.
    private async Task<IReadOnlySet<string>> ReadAsync(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var answer = await client.ReadAsync(path, CancellationToken.None).ConfigureAwait(false);
            if (answer.RootElement.TryGetProperty("resources", out var resources))
                names.UnionWith(resources.EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
            if (answer.RootElement.TryGetProperty("groups", out var groups))
                names.UnionWith(groups.EnumerateArray().SelectMany(g => g.GetProperty("versions").EnumerateArray()).Select(v => v.GetProperty("groupVersion").GetString()!));
        }
        catch (ApiException e) when (e.Status is HttpStatusCode.NotFound)
        {
            // A group that went away meanwhile.
        }

        return names;
    }

    private sealed record Answer(Task<IReadOnlySet<string>> Names, long Asked);
}
