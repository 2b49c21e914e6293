using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Tool;

public sealed class ToolOnFilesTests : ToolStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rollouts-");

    protected override string Address => $"file:{_folder.FullName}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        while (!TryDelete())
            await Task.Yield();
    }

    protected override IRolloutStore Open() => new JsonFileRolloutStore(_folder.FullName);

    // A replica that leaves still writes what it saw last.
    private bool TryDelete()
    {
        try
        {
            _folder.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
