using Mono.Cecil;

namespace TrafficRouting.Packages.Tests.Folders;

/// <summary>Within a package no folder reaches itself through another, by the types that its code really uses.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Names => [.. PackedPackages.Names, PackedPackages.Tool];

    [Theory]
    [MemberData(nameof(Names))]
    public void Folders_OfAPackage_RunInNoCircle(string name)
    {
        var source = Path.Combine(PackedPackages.RepositoryRoot(), "src", name);
        var folders = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(source, file).StartsWith("obj", StringComparison.Ordinal))
            .GroupBy(file => Path.GetFileName(file).Split('.', '{')[0], StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => Path.GetRelativePath(source, Path.GetDirectoryName(files.First())!), StringComparer.Ordinal);
        using var assembly = AssemblyDefinition.ReadAssembly(Directory.EnumerateFiles(Path.Combine(source, "bin", PackedPackages.Configuration), $"{name}.dll", SearchOption.AllDirectories).First());
        // The entry point of a program stands above all its folders.
        var arrows = assembly.MainModule.Types.Where(type => type.Name != "Program")
            .SelectMany(type => TypeUses.Of(type).Select(used => (From: FolderOf(type), To: FolderOf(used), Why: $"{type.Name} uses {used.Name}")))
            .Where(arrow => arrow.From is not null && arrow.To is not null && arrow.From != arrow.To)
            .ToLookup(arrow => arrow.From!, arrow => (To: arrow.To!, arrow.Why));

        var circles = arrows.SelectMany(from => from.Where(arrow => Reaches(arrow.To, from.Key)).Select(arrow => $"{from.Key} -> {arrow.To}: {arrow.Why}")).Order(StringComparer.Ordinal).ToList();

        Assert.True(circles.Count == 0, string.Join('\n', circles));

        // One type stands in one file of its name; what has none was made by the compiler.
        string? FolderOf(TypeDefinition type) => folders.GetValueOrDefault(type.Name.Split('`')[0]);

        bool Reaches(string from, string to)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal) { from };
            var left = new Queue<string>(seen);
            while (left.TryDequeue(out var at))
            {
                if (at == to)
                    return true;
                foreach (var (next, _) in arrows[at])
                {
                    if (seen.Add(next))
                        left.Enqueue(next);
                }
            }

            return false;
        }
    }
}
