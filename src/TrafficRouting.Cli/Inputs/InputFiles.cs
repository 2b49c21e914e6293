using TrafficRouting.Manifests;

namespace TrafficRouting.Cli;

/// <summary>Finds the files that the arguments name: files, folders (their YAML and JSON files), globs, and <c>-</c> for standard input.</summary>
internal static class InputFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static IReadOnlyList<InputText> Read(IEnumerable<string> arguments, Terminal terminal) =>
    [
        .. arguments.SelectMany(a => Find(a).Select(file => file is "-"
            ? InputText.Read("(standard input)", terminal.In)
            : InputText.Read(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)))),
    ];

    private static List<string> Find(string argument)
    {
        if (argument is "-" || File.Exists(argument))
            return [argument];
        if (Directory.Exists(argument))
            return Some(argument, Directory.EnumerateFiles(argument).Where(IsRouting));
        if (!Glob.IsPattern(argument))
            throw new UsageException($"There is no file or folder '{argument}'.");
        var glob = new Glob(Path.GetFullPath(argument));
        return Some(argument, glob.Folders(new Links()).SelectMany(Directory.EnumerateFiles).Where(f => glob.Takes(Path.GetFileName(f.AsSpan())))
            .Select(f => Path.IsPathRooted(argument) ? f : Path.GetRelativePath(Environment.CurrentDirectory, f)));
    }

    private static List<string> Some(string argument, IEnumerable<string> files)
    {
        // What lies over a file comes after it: appsettings.json, then appsettings.Production.json.
        var found = files.Select(f => f.Replace('\\', '/')).OrderBy(f => Path.ChangeExtension(f, extension: null), StringComparer.Ordinal).ThenBy(f => f, StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new UsageException($"'{argument}' has no YAML or JSON file.");
    }

    // Mounted ConfigMaps keep their versions in entries that begin with a dot.
    private static bool IsRouting(string file) =>
        !Path.GetFileName(file).StartsWith('.') && Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
