using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Manifests.Tests.Sources;

/// <summary>Looking at files: what is taken when, what it costs, and what cannot stop it.</summary>
public sealed class PollingTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Poll_BetweenTwoWrites_TakesNothing()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        var source = _folder.Watch("a.yaml");
        var states = new List<string> { State() };

        // A whole document, and after it another: what is read in between is well-formed.
        foreach (var text in new[] { ManifestFolder.Service("a", "two"), $"{ManifestFolder.Service("a", "two")}---\n{ManifestFolder.Service("b", "two")}" })
        {
            _folder.Write("a.yaml", text);
            _folder.Look(times: 1);
            states.Add(State());
        }

        _folder.Look(times: 1);
        states.Add(State());

        Assert.Equal(["a: one.shop", "a: one.shop", "a: one.shop", "a: two.shop, b: two.shop"], states);

        string State() => string.Join(", ", ManifestSourceTests.DestinationsOf(source));
    }

    [Fact]
    public void Poll_FileThatChangesWhileItIsRead_IsNotTaken()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        var path = _folder.PathOf("a.yaml");
        var stamp = FileStamp.Of(path, new Links());
        var reader = new FileReader(new(new Problems(), new()), file =>
        {
            _folder.Write("a.yaml", ManifestFolder.Service("a", "two"));
            return file;
        });

        Assert.Null(reader.Read(path, stamp, isNeeded: false));
        Assert.Contains("changes while it is read", reader.Read(path, stamp, isNeeded: true)!.Unreachable, StringComparison.Ordinal);
    }

    [Fact]
    public void Poll_ListenerThrows_IsAWarningAndLaterChangesAreTold()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        var source = _folder.Watch("a.yaml");
        using var failing = source.GetChangeToken().RegisterChangeCallback(_ => throw new InvalidOperationException("Broken listener."), null);
        var told = 0;
        using var listening = ChangeToken.OnChange(source.GetChangeToken, () => told++);

        _folder.Write("a.yaml", ManifestFolder.Service("a", "two"));
        _folder.Look();

        Assert.Equal(1, told);
        var finding = Assert.Single(source.Current.Findings);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("InvalidOperationException: Broken listener.", finding.Message, StringComparison.Ordinal);

        _folder.Write("a.yaml", ManifestFolder.Service("a", "three"));
        _folder.Look();

        Assert.Equal(2, told);
        Assert.Empty(source.Current.Findings);
        Assert.Equal(["a: three.shop"], ManifestSourceTests.DestinationsOf(source));
    }

    [Fact]
    public void Watch_Always_KeepsNothingOfTheFirstCaller()
    {
        var time = new SuppressionTime();
        _folder.Write("a.yaml", ManifestFolder.Good);
        using var source = new ManifestSource(new(), time);
        source.AddFiles(_folder.PathOf("a.yaml"), "/", isOptional: false, isWatched: true);

        _ = source.Current;

        Assert.True(time.WasSuppressed);
        Assert.False(ExecutionContext.IsFlowSuppressed());
    }

    [Fact]
    public void Glob_FolderWithLinksToItself_FindsEachFileOnce()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        _folder.Write("below/b.yaml", ManifestFolder.Service("b", "one"));
        Directory.CreateSymbolicLink(_folder.PathOf("below/again"), "..");
        Directory.CreateSymbolicLink(_folder.PathOf("below/and-again"), "..");
        Directory.CreateSymbolicLink(_folder.PathOf("self"), "self");

        var source = _folder.Watch("**/*.yaml");

        Assert.Empty(source.Current.Findings);
        Assert.Equal(["a: one.shop", "b: one.shop"], ManifestSourceTests.DestinationsOf(source));
    }

    [Fact]
    public void Current_NamedPipe_IsAnErrorAndNobodyWaits()
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        Assert.Equal(0, MakePipe(_folder.PathOf("pipe.yaml"), Convert.ToUInt32("600", 8)));

        Assert.Contains("pipe", Assert.Single(_folder.Watch(string.Empty).Current.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device")]
    [InlineData("socket")]
    [InlineData("pipe behind a link")]
    public void Current_NoFileThatEnds_IsAnErrorAndTheOthersAreRead(string kind)
    {
        _folder.Write("a.yaml", ManifestFolder.Service("a", "one"));
        var path = _folder.PathOf("b.yaml");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (kind == "device")
            File.CreateSymbolicLink(path, "/dev/zero");
        else if (kind == "socket")
            socket.Bind(new UnixDomainSocketEndPoint(path));
        else
            Link(path);

        Assert.Contains("pipe", Assert.Single(_folder.Watch(string.Empty).Current.Findings).Message, StringComparison.Ordinal);

        void Link(string from)
        {
            Assert.Equal(0, MakePipe(_folder.PathOf("pipe"), Convert.ToUInt32("600", 8)));
            File.CreateSymbolicLink(from, "pipe");
        }
    }

    [Fact]
    public void Poll_FolderMovedAwayAndBack_IsAnErrorAndThenReadAgain()
    {
        _folder.Write("below/a.yaml", ManifestFolder.Service("a", "one"));
        var source = _folder.Watch("below/**/*.yaml");
        Directory.Move(_folder.PathOf("below"), _folder.PathOf("aside"));
        _folder.Look();
        Assert.Contains("are gone", Assert.Single(source.Current.Findings).Message, StringComparison.Ordinal);

        Directory.Move(_folder.PathOf("aside"), _folder.PathOf("below"));
        _folder.Look();

        Assert.Empty(source.Current.Findings);
        Assert.Equal(["a: one.shop"], ManifestSourceTests.DestinationsOf(source));
    }

    [Fact]
    public void Look_AThousandUnchangedFiles_AllocatesLessThanAThirdOfAMegabyte()
    {
        for (var i = 0; i < 1_000; i++)
            _folder.Write($"service-{i}.yaml", ManifestFolder.Service($"service-{i}", "one"));
        var input = new FileInput(_folder.PathOf("*.yaml"), "/", isOptional: false, isWatched: true, new(new Problems(), new()));
        var texts = input.Look();
        Assert.Equal(1_000, texts.Count);
        input.Look();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = input.Look();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Same(texts, again);
        Assert.True(allocated < 300_000, $"{allocated:N0} bytes allocated");
    }

    [DllImport("libc", EntryPoint = "mkfifo", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPStr)] string path, uint mode);

    private sealed class SuppressionTime : TimeProvider
    {
        public bool WasSuppressed { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            WasSuppressed = ExecutionContext.IsFlowSuppressed();
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
