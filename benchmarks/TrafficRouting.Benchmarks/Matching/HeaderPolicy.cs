using Microsoft.AspNetCore.Http;

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>
/// What a reverse proxy on endpoint routing does (YARP's header matcher policy): every endpoint that the path left over is
/// a candidate, and the headers of each are compared in turn until one is valid.
/// </summary>
internal sealed class HeaderPolicy((string Header, string[] Values)[] candidates)
{
    public int FindFirst(HttpContext context)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            var (name, values) = candidates[i];
            if (context.Request.Headers.TryGetValue(name, out var found) && IsMatch(found, values))
                return i;
        }

        return -1;
    }

    private static bool IsMatch(Microsoft.Extensions.Primitives.StringValues found, string[] values)
    {
        foreach (var value in found)
        {
            foreach (var expected in values)
            {
                if (string.Equals(value, expected, StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }
}
