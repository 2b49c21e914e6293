namespace TrafficRouting.Manifests;

/// <summary>Follows symbolic links, those of the folders on the way included.</summary>
internal static class Links
{
    private const int MostHops = 40;

    public static string Resolve(string file)
    {
        var resolved = Path.GetPathRoot(file) ?? string.Empty;
        var left = new Stack<string>(Path.GetRelativePath(resolved, file).Split(Path.DirectorySeparatorChar).Reverse());
        var hops = 0;
        while (left.TryPop(out var part))
        {
            var next = Path.GetFullPath(part, resolved);
            if (hops < MostHops && new FileInfo(next).LinkTarget is { } target)
            {
                hops++;
                var goal = Path.GetFullPath(target, resolved);
                resolved = Path.GetPathRoot(goal) ?? string.Empty;
                foreach (var segment in Path.GetRelativePath(resolved, goal).Split(Path.DirectorySeparatorChar).Reverse())
                    left.Push(segment);
            }
            else
            {
                resolved = next;
            }
        }

        return resolved;
    }
}
