namespace Manifests;

/// <summary>A story that users of a mesh know, told by documents and real requests.</summary>
internal interface IStory
{
    string Title { get; }

    /// <summary>Gets which requests are sent and by which documents, to be read beside the result.</summary>
    string Setup { get; }

    Task<IReadOnlyList<Check>> RunAsync();
}
