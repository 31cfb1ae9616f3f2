using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class LabelDoctorTests
{
    private const int Count = 3000;
    private const int Flips = 30;

    private static readonly DoctorSettings Settings = new()
    {
        Recipe = Recipe.Fast with
        {
            Network = new() { HiddenUnits = [100] },
            Training = Recipe.Fast.Training with { Epochs = 12, BatchSize = 32, Threads = 1 },
        },
        Folds = 4,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Finds_labels_that_were_changed()
    {
        Samples<byte> digits = DigitSynthesizer.Synthesize(Count, 9, DataSplit.Test, cancellation: Cancellation);
        int[] labels = digits.Labels.ToArray();
        Random random = new(4);
        HashSet<int> flipped = [];
        while (flipped.Count < Flips)
        {
            int row = random.Next(Count);
            if (flipped.Add(row))
                labels[row] = (labels[row] + 1 + random.Next(9)) % 10;
        }

        ExaminedSource source = SourceOf((Samples<byte>)digits.WithLabels(labels, digits.ClassNames));
        LabelDiagnosis diagnosis = LabelDoctor.Examine(source, Settings with { Count = Count * 3 / 100 }, null, Cancellation);
        SuspiciousSample[] found = [.. diagnosis.Suspicious.Where(one => flipped.Contains(one.Index))];

        // The first 3 % of the ranking, where 1 % were changed. So few digits leave the network weak, so more labels are doubtful than wrong.
        Assert.InRange(found.Length, Flips * 9 / 10, Flips);
        Assert.InRange(found.Count(one => one.Suggested == digits.Labels[one.Index]), Flips * 7 / 10, Flips);
        Assert.InRange(diagnosis.EstimatedErrors, Flips, Flips * 5);
        Assert.All(found, one => Assert.Equal((SuspicionReasons.Label, SampleAction.Remove), (one.Reasons, one.Action)));
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        ExaminedSource source = SourceOf(DigitSynthesizer.Synthesize(400, 9, DataSplit.Train, cancellation: Cancellation));
        string[] lists = [.. Enumerable.Range(1, 3).Select(threads => ListOf(source, threads))];
        Assert.Equal(lists[0], lists[1]);
        Assert.Equal(lists[0], lists[2]);
        Assert.True(lists[0].Split('\n').Length > 5, lists[0]);

        static string ListOf(ExaminedSource source, int threads)
        {
            Recipe recipe = SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Threads = threads } };
            using StringWriter writer = new();
            new SuspicionReport(
                LabelDoctor.Examine(
                    source,
                    new()
                    {
                        Recipe = recipe,
                        Folds = 2,
                        Count = 20,
                    },
                    null,
                    Cancellation
                )
            ).WriteList(writer);
            return writer.ToString();
        }
    }

    /// <summary>Rows 0 and 8 are the same image with the same label, 1 and 9 with different ones; row 2 is also the first of the test part.</summary>
    [Fact]
    public void Names_what_is_wrong_with_duplicates()
    {
        Samples<byte> bars = SyntheticData.Bars(80);
        int[] rows = [.. Enumerable.Range(0, 8), 0, 1, .. Enumerable.Range(10, 70), 2, .. Enumerable.Range(20, 9)];
        var samples = (Samples<byte>)bars.Subset(rows);
        int[] labels = samples.Labels.ToArray();
        labels[9] = 5;
        samples = (Samples<byte>)samples.WithLabels(labels, samples.ClassNames);
        // Rows 20 to 28 are in the test part as well.
        ExaminedSource source = new("bars", samples, [new(DataSplit.Train, 0, 80), new(DataSplit.Test, 80, 10)]);
        LabelDiagnosis diagnosis = LabelDoctor.Examine(
            source,
            new()
            {
                Recipe = SyntheticData.Quick,
                Folds = 2,
                Count = 1,
            },
            null,
            Cancellation
        );
        Dictionary<int, SuspiciousSample> found = diagnosis.Suspicious.ToDictionary(one => one.Index);
        Assert.Equal((SuspicionReasons.ExactDuplicate, SampleAction.Remove), (Duplicate(8), found[8].Action));
        Assert.DoesNotContain(0, found.Keys.Where(index => found[index].Duplicate is not null));
        Assert.Equal(SuspicionReasons.ExactDuplicate | SuspicionReasons.OtherLabel, Duplicate(1));
        Assert.Equal(SuspicionReasons.ExactDuplicate | SuspicionReasons.OtherLabel, Duplicate(9));

        // The test part stays as it is, so that results on it remain comparable.
        Assert.Equal(SuspicionReasons.ExactDuplicate | SuspicionReasons.BothParts, Duplicate(2));
        Assert.Equal("train 3", source.PlaceOf(2));
        Assert.Equal("test 1", source.PlaceOf(found[2].Duplicate!.Value.Other));
        Assert.Equal(10, diagnosis.Count(DataSplit.Train, SuspicionReasons.BothParts));
        Assert.Equal(0, diagnosis.Count(DataSplit.Test, SuspicionReasons.BothParts));
        Assert.EndsWith("exact duplicate in both parts", found[2].Reason, StringComparison.Ordinal);

        SuspicionReasons Duplicate(int index) => found[index].Reasons & ~SuspicionReasons.Label;
    }

    /// <summary>The only sample of its class is scored by a network that has never been trained on the class.</summary>
    [Fact]
    public void Does_not_judge_the_only_sample_of_a_class()
    {
        Samples<byte> bars = SyntheticData.Bars(80);
        int[] labels = bars.Labels.ToArray();
        labels[7] = 8;
        RecordingListener listener = new();
        LabelDiagnosis diagnosis = LabelDoctor.Examine(
            SourceOf((Samples<byte>)bars.WithLabels(labels, [.. bars.ClassNames, "8"])),
            new()
            {
                Recipe = SyntheticData.Quick,
                Folds = 2,
                Count = 80,
            },
            listener,
            Cancellation
        );
        Assert.Equal(["8"], Assert.Single(listener.Notes.OfType<UnjudgedClassesNote>()).Classes);
        Assert.DoesNotContain(diagnosis.Suspicious, one => one.Index == 7);
    }

    /// <summary>Row 9 is nearly row 1, which the diagnosis of images lists; row 8 is exactly row 0.</summary>
    [Fact]
    public void Of_vectors_only_exact_duplicates_are_searched_for()
    {
        Samples<byte> bars = (Samples<byte>)SyntheticData.Bars(80).Subset([.. Enumerable.Range(0, 8), 0, 1, .. Enumerable.Range(10, 70)]);
        byte[] values = [.. Enumerable.Range(0, 80).SelectMany(row => bars.Row(row).ToArray())];
        values[9 * 64]++;
        DoctorSettings settings = new() { Recipe = SyntheticData.Quick, Folds = 2 };
        (LabelDiagnosis images, ExperimentNote[] ofImages) = Examine(bars.Shape);
        (LabelDiagnosis rows, ExperimentNote[] ofRows) = Examine(Shape.Vector(64));
        Assert.Equal(2, images.Groups.Length);
        Assert.Equal([0, 8], Assert.Single(rows.Groups).Members.Select(member => member.Row));
        Assert.Equal((true, false), (images.SearchedNear, rows.SearchedNear));
        Assert.Equal([new ExactDuplicatesOnlyNote()], ofRows);
        Assert.Empty(ofImages);

        settings = settings with { Similarity = 0.99 };
        string message = Assert.Throws<InvalidInputException>(() => Examine(Shape.Vector(64))).Message;
        Assert.Contains(
            "found vectors of 64, of which only exact duplicates are searched for. Omit the similarity.",
            message,
            StringComparison.Ordinal
        );

        (LabelDiagnosis, ExperimentNote[]) Examine(Shape shape)
        {
            RecordingListener listener = new();
            ExaminedSource source = SourceOf(new Samples<byte>(shape, values, bars.Labels.ToArray(), bars.ClassNames));
            LabelDiagnosis diagnosis = LabelDoctor.Examine(source, settings, listener, Cancellation);
            return (diagnosis, [.. listener.Notes.OfType<ExactDuplicatesOnlyNote>()]);
        }
    }

    [Fact]
    public void Reports_that_the_networks_predict_few_labels()
    {
        Samples<byte> bars = SyntheticData.Bars(80);
        Random random = new(2);
        int[] labels = [.. Enumerable.Range(0, 80).Select(_ => random.Next(8))];
        RecordingListener listener = new();
        LabelDiagnosis diagnosis = LabelDoctor.Examine(
            SourceOf((Samples<byte>)bars.WithLabels(labels, bars.ClassNames)),
            new() { Recipe = SyntheticData.Quick, Folds = 2 },
            listener,
            Cancellation
        );
        Assert.Equal(diagnosis.Accuracy, Assert.Single(listener.Notes.OfType<DoubtfulDiagnosisNote>()).Accuracy);
        Assert.InRange(diagnosis.Accuracy, 0, 0.4);
    }

    [Fact]
    public void Canceled_in_training_it_ends()
    {
        using CancellationTokenSource source = new();
        RecordingListener listener = new() { Phase = title => Cancel(title, source) };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            LabelDoctor.Examine(SourceOf(SyntheticData.Bars(80)), new() { Recipe = SyntheticData.Quick, Folds = 2 }, listener, source.Token)
        );
        Assert.Equal(["Searching for duplicates", "Training 2 networks"], listener.Phases);

        static void Cancel(string title, CancellationTokenSource source)
        {
            if (title.StartsWith("Training", StringComparison.Ordinal))
                source.Cancel();
        }
    }

    [Fact]
    public void Lists_everything_invalid_about_the_settings()
    {
        DoctorSettings settings = new()
        {
            Folds = 1,
            Count = 0,
            Similarity = 0.5,
            Recipe = Recipe.Fast with { Training = Recipe.Fast.Training with { Epochs = 0 } },
        };
        string message = Assert
            .Throws<InvalidInputException>(() => LabelDoctor.Examine(SourceOf(SyntheticData.Bars(80)), settings, null, Cancellation))
            .Message;
        Assert.Equal(4, settings.Violations().Count);
        Assert.All(settings.Violations(), violation => Assert.Contains(violation, message, StringComparison.Ordinal));
        Assert.Contains("The similarity of near duplicates must be from 0.9 to below 1, not 0.5.", message, StringComparison.Ordinal);
    }

    private static ExaminedSource SourceOf(Samples<byte> samples) =>
        new("digits", samples, [new ExaminedPart(DataSplit.Train, 0, samples.Count)]);
}
