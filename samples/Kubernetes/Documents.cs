namespace Kubernetes;

/// <summary>The documents beside the program.</summary>
internal static class Documents
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "documents", name));
}
