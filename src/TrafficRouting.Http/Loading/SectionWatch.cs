using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Http;

/// <summary>
/// Notices that a section lost its services without a word: that is what the JSON provider does when its file can no longer
/// be parsed. It empties itself and raises no change token.
/// </summary>
internal sealed class SectionWatch : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IConfiguration _services;
    private readonly Action _lost;
    private readonly ITimer _timer;
    private bool _held;

    public SectionWatch(WatchedSection watched, TimeProvider time, Action lost)
    {
        _services = watched.Section.GetSection("Services");
        _lost = lost;
        _held = Holds();
        _timer = time.CreateTimer(static watch => ((SectionWatch)watch!).Check(), this, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        bool holds;
        try
        {
            holds = Holds();
        }
        catch (Exception)
        {
            // A provider may be changing under the reading, and nobody stands above a timer: an exception would end the process.
            return;
        }

        if (_held && !holds)
            _lost();
        _held = holds;
    }

    private bool Holds() => _services.GetChildren().Any();
}
