using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace TrafficRouting.TestKit;

/// <summary>Holds the public surface of an assembly against a readable text file.</summary>
public static class PublicApi
{
    /// <summary>Compares; on a difference writes the actual surface to <c>*.received.txt</c> beside the approved file and fails.</summary>
    public static void Approve(Assembly assembly, [CallerFilePath] string caller = "")
    {
        var approvedPath = Path.Combine(SourceFolder(caller), $"{assembly.GetName().Name}.approved.txt");
        var actual = Describe(assembly);
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : string.Empty;
        var receivedPath = approvedPath.Replace(".approved.", ".received.", StringComparison.Ordinal);
        if (actual == approved)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, actual);
        Assert.Fail($"The public API of {assembly.GetName().Name} changed. Compare {receivedPath} with the approved file and, if the change is meant, move it over.");
    }

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
            PublicApiWriter.Write(text, type);
        return text.ToString();
    }

    // Deterministic builds map source paths to /_/, so the folder is found from the test's own output folder.
    private static string SourceFolder(string caller)
    {
        var folder = Path.GetDirectoryName(caller)!;
        if (Directory.Exists(folder))
            return folder;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "TrafficRouting.sln")))
            root = root.Parent;
        return Path.Combine(root!.FullName, folder.Replace("/_/", string.Empty, StringComparison.Ordinal));
    }
}
