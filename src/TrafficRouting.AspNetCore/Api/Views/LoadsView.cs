using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>What became of the configuration's loads.</summary>
/// <param name="IsOk">Whether all sources are in force as they are.</param>
/// <param name="Current">What is to be said about the sources as they are now.</param>
/// <param name="Notes">What the last loads brought about, the latest first; at most 50.</param>
internal sealed record LoadsView(bool IsOk, IReadOnlyList<FindingView> Current, IReadOnlyList<LoadNoteView> Notes)
{
    // A broken directory may have thousands, and one page shows no more.
    private const int MostCurrent = 200;

    public static LoadsView Of(RouterLoader loader) => new(
        loader.IsOk,
        [.. loader.Journal.Current.OrderByDescending(f => f.Severity).Take(MostCurrent).Select(FindingView.Of)],
        [.. loader.Journal.Notes.Select(LoadNoteView.Of)]);
}
