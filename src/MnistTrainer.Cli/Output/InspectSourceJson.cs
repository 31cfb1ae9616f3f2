namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist inspect</c> for a data source.</summary>
/// <param name="Source">The name of the source.</param>
/// <param name="Shape">The shape of its images.</param>
/// <param name="Count">The number of training images, or of all images of a source without parts.</param>
/// <param name="TestCount">The number of test images.</param>
/// <param name="HasLabels">Whether the images have labels.</param>
/// <param name="Classes">The classes.</param>
/// <param name="Findings">What was detected while reading the source.</param>
internal sealed record InspectSourceJson(
    string Source,
    string Shape,
    int Count,
    int TestCount,
    bool HasLabels,
    IEnumerable<ClassCountJson> Classes,
    IEnumerable<string> Findings
)
{
    public static InspectSourceJson Of(SourceInspection inspection) =>
        new(
            inspection.Dataset.Name,
            inspection.Dataset.Samples.Shape.ToString(),
            inspection.Dataset.Count,
            inspection.TestCount ?? 0,
            inspection.Dataset.Samples.HasLabels,
            inspection.Classes.Select(one => new ClassCountJson(one.Label, one.Count)),
            inspection.Dataset.Findings
        );
}

/// <summary>The number of images of a class.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Count">The number of images.</param>
internal sealed record ClassCountJson(string Label, long Count);
