using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Training data was loaded.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images, excluding those that a list leaves out (<see cref="DataSelection.Without"/>).</param>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="IsDefault">Whether it is the default source because none was selected.</param>
public sealed record DataLoadedNote(string Name, int Count, Shape Shape, int Classes, bool IsDefault) : ExperimentNote;

/// <summary>A finding about a source that affects training or prediction: images that were left out, a part that is not used.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Finding">One of <see cref="MnistTrainer.Data.Dataset.Notes"/>.</param>
public sealed record SourceNote(string Name, string Finding) : ExperimentNote;

/// <summary>A file or folder in the current directory was opened instead of the data set with the same name.</summary>
/// <param name="Name">The name of both.</param>
/// <param name="Set">The folder of the data set.</param>
public sealed record SetShadowedNote(string Name, string Set) : ExperimentNote;

/// <summary>The source has no test part, so a stratified part of its images was held out for testing.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images held out.</param>
public sealed record TestHeldOutNote(string Name, int Count) : ExperimentNote
{
    /// <summary>The unit of what is held out, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";

    /// <summary>Whether the same fraction of every class is held out; otherwise images are drawn from all classes together. Default: true.</summary>
    public bool IsOfEveryClass { get; init; } = true;
}

/// <summary>The training images are read from a file during training, because they do not fit into memory.</summary>
/// <param name="Path">The file.</param>
/// <param name="RowsInMemory">The number of images in memory at a time.</param>
public sealed record RowsStoredNote(string Path, int RowsInMemory) : ExperimentNote
{
    /// <summary>The unit of what is read, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";
}

/// <summary>A stratified part of the training images was held out for validation.</summary>
/// <param name="Count">The number of images held out.</param>
public sealed record ValidationHeldOutNote(int Count) : ExperimentNote
{
    /// <summary>The unit of what is held out, in the plural. Default: images.</summary>
    public string Unit { get; init; } = "images";
}

/// <summary>Images of another source were added to the training data.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Count">The number of images in it.</param>
/// <param name="Repetitions">The number of repetitions of each image in the training data.</param>
public sealed record ImagesAddedNote(string Name, int Count, int Repetitions) : ExperimentNote;
