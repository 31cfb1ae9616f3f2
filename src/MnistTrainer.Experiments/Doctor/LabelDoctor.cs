using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Examines the labels of a source by confident learning (<see cref="ConfidentJoint"/>), and searches for duplicate images (<see cref="DuplicateSearch"/>). The test part is
/// examined like the training part: every sample is scored by a network that was trained on other samples of both parts. The result does not depend on the number of threads.
/// </summary>
/// <example>
/// <code>
/// var source = ExaminedSource.Load("mnist");
/// LabelDiagnosis diagnosis = LabelDoctor.Examine(source, new DoctorSettings());
/// new SuspicionReport(diagnosis).Write("doctor");
/// </code>
/// </example>
public static class LabelDoctor
{
    /// <summary>Examines a source.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="settings">The settings of the examination.</param>
    /// <param name="listener">Receives phases and notes. Default: none.</param>
    /// <param name="cancellation">Cancels the examination.</param>
    /// <exception cref="InvalidInputException">The settings are invalid or unsuitable for the samples.</exception>
    /// <exception cref="OperationCanceledException">The examination was canceled.</exception>
    public static LabelDiagnosis Examine(
        ExaminedSource source,
        DoctorSettings settings,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        listener ??= IExperimentListener.None;
        Samples<byte> samples = source.Samples;
        if (samples.Shape.IsVector)
        {
            RequireUsualSimilarity(source, settings);
            listener.OnNote(new ExactDuplicatesOnlyNote());
        }

        ImmutableArray<DuplicateGroup> groups = DuplicateSearch.Run(
            samples,
            settings.Similarity,
            settings.Recipe.Training.Threads,
            listener,
            cancellation
        );
        var probabilities = OutOfFoldProbabilities.Measure(samples, settings.Recipe, settings.Folds, listener, cancellation);
        double accuracy = probabilities.AccuracyOn(samples.Labels);
        if (DoubtfulDiagnosisNote.For(samples, accuracy) is DoubtfulDiagnosisNote doubtful)
            listener.OnNote(doubtful);
        if (SuspicionList.UnjudgedClasses(source).ToArray() is { Length: > 0 } unjudged)
            listener.OnNote(new UnjudgedClassesNote([.. unjudged.Select(label => samples.ClassNames[label])]));
        var joint = ConfidentJoint.Of(samples.Labels, probabilities);
        LabelSuspicion[] ranking = LabelSuspicion.Rank(samples.Labels, probabilities);
        int count = settings.Count ?? (int)Math.Round(joint.EstimatedErrors);
        return new LabelDiagnosis(source, settings, joint, groups, new SuspicionList(source, ranking, count, groups).All)
        {
            Accuracy = accuracy,
        };
    }

    private static void RequireUsualSimilarity(ExaminedSource source, DoctorSettings settings)
    {
        if (settings.Similarity != DuplicateSearch.DefaultSimilarity)
        {
            throw new InvalidInputException(
                source.Name,
                "images, because a similarity of near duplicates is specified",
                $"vectors of {source.Samples.Shape.Size}, of which only exact duplicates are searched for",
                "Omit the similarity"
            );
        }
    }
}
