using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace TrafficRouting.Kubernetes;

/// <summary>Reads a stream of JSON objects, one a line. A line that does not end is none.</summary>
internal static class WatchLines
{
    // The API server takes no object of more than 3 MB.
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Gives the lines; each is disposed when the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">A line is too long.</exception>
    /// <exception cref="JsonException">A line is no JSON.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new(leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    var line = rest.Slice(0, end);
                    if (!line.IsEmpty)
                    {
                        using var json = JsonDocument.Parse(line);
                        yield return json.RootElement;
                    }

                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (rest.Length > MaxLength)
                    throw new InvalidDataException($"A line of the watch is longer than {MaxLength:N0} bytes.");
                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }
}
