using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Training data was loaded.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images, without those that a list leaves out (<see cref="DataSelection.Without"/>).</param>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="IsDefault">Whether it is the default source, since none was selected.</param>
public sealed record DataLoadedNote(string Name, int Count, Shape Shape, int Classes, bool IsDefault) : ExperimentNote;

/// <summary>Something about a source that changes what is trained on or predicted: images that were left out, a part that is not used.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Finding">One of <see cref="MnistTrainer.Data.Dataset.Notes"/>.</param>
public sealed record SourceNote(string Name, string Finding) : ExperimentNote;

/// <summary>A file or folder in the current directory was opened, not the data set of the same name.</summary>
/// <param name="Name">The name of both.</param>
/// <param name="Set">The folder of the data set.</param>
public sealed record SetShadowedNote(string Name, string Set) : ExperimentNote;

/// <summary>The source has no test part, so a stratified part of its images was held out for the test.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images held out.</param>
public sealed record TestHeldOutNote(string Name, int Count) : ExperimentNote
{
    /// <summary>What is held out, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";

    /// <summary>Whether the same share of every class is held out; otherwise they are drawn from all images. Default: true.</summary>
    public bool IsOfEveryClass { get; init; } = true;
}

/// <summary>The training images are read from a file while they are trained on, since they do not fit into memory.</summary>
/// <param name="Path">The file.</param>
/// <param name="RowsInMemory">The number of images that are in memory at a time.</param>
public sealed record RowsStoredNote(string Path, int RowsInMemory) : ExperimentNote
{
    /// <summary>What is read, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";
}

/// <summary>A stratified part of the training images was held out for validation.</summary>
/// <param name="Count">The number of images held out.</param>
public sealed record ValidationHeldOutNote(int Count) : ExperimentNote
{
    /// <summary>What is held out, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";
}

/// <summary>Images of another source were added to the training data.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images in it.</param>
/// <param name="Repetitions">How often each of them appears in the training data.</param>
public sealed record ImagesAddedNote(string Name, int Count, int Repetitions) : ExperimentNote;
