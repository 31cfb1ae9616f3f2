using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class DataSelectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Takes_the_test_part_of_a_source_that_has_one()
    {
        new SyntheticDigits { TrainCount = 60, TestCount = 20 }.Write(_folder["digits"], cancellation: Cancellation);
        TrainingData data = Load(new() { Source = _folder["digits"] });
        Assert.Equal(("digits", 60, 20), (data.Name, data.Train.Count, data.Test.Count));
        Assert.Null(data.Validation);
        Assert.Equal([new DataLoadedNote("digits", 60, Shape.Image(28, 28), 10, IsDefault: false)], _listener.Notes);
        Assert.Equal([$"Listing {_folder["digits"]}", "Loading digits", "Loading digits"], _listener.Phases);
    }

    [Fact]
    public void Holds_out_of_a_test_part_that_is_trained_on()
    {
        new SyntheticDigits { TrainCount = 20, TestCount = 100 }.Write(_folder["digits"], cancellation: Cancellation);
        foreach (string file in Directory.GetFiles(_folder["digits"], "train*"))
            File.Delete(file);
        TrainingData data = Load(new() { Source = _folder["digits"] });
        Assert.Equal((90, 10), (data.Train.Count, data.Test.Count));
    }

    [Fact]
    public void Rejects_data_of_one_class()
    {
        string path = _folder.Write(
            "ones.csv",
            string.Concat(Enumerable.Repeat("label,p0,p1,p2,p3\n", 1).Concat(Enumerable.Repeat("1,0,9,0,200\n", 20)))
        );
        var error = Assert.Throws<InvalidInputException>(() => Load(new() { Source = path }));
        Assert.Contains("expected at least two classes, found one class, 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_images_that_are_all_the_same()
    {
        Samples<byte> samples = new(Shape.Image(1, 2), [0, 7, 0, 7, 0, 7], [0, 1, 0], ["0", "1"]);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            DataSelection.RequireTrainable(new Dataset("blank", samples, []))
        );
        Assert.Contains(
            "expected images that differ from each other, found 3 images that are all the same",
            error.Message,
            StringComparison.Ordinal
        );
        DataSelection.RequireTrainable(
            new Dataset("digits", new Samples<byte>(Shape.Image(1, 2), [0, 7, 0, 7, 0, 8], [0, 1, 0], ["0", "1"]), [])
        );
    }

    [Fact]
    public void Has_only_the_classes_that_occur()
    {
        SyntheticDigits digits = new() { TrainCount = 200, TestCount = 50 };
        digits.Write(_folder["digits"], cancellation: Cancellation);
        var all = DataSource.Open(_folder["digits"], cancellation: Cancellation);
        foreach (DataSplit split in new[] { DataSplit.Train, DataSplit.Test })
        {
            Samples<byte> samples = all.Load(split, null, Cancellation)!.Samples;
            int[] rows = [.. Enumerable.Range(0, samples.Count).Where(row => samples.ClassNames[samples.Labels[row]] is "3" or "8")];
            IdxWriter.Write(_folder["some"], split, (Samples<byte>)samples.Subset(rows));
        }

        TrainingData data = Load(new() { Source = _folder["some"] });
        Assert.Equal(["3", "8"], data.Train.ClassNames);
        Assert.Equal(["3", "8"], data.Test.ClassNames);
        Assert.Equal([0, 1], data.Train.Labels.ToArray().Distinct().Order());
    }

    [Fact]
    public void Passes_on_what_is_known_about_tables()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 3},{i % 2},0,{i},255,0\n"));
        string path = _folder.Write("folds.csv", rows);
        TrainingData data = Load(
            new()
            {
                Source = path,
                Options = new() { LabelColumn = "2", SkippedColumns = ["1"] },
            }
        );
        Assert.Equal((2, Shape.Image(2, 2)), (data.Train.ClassNames.Count, data.Train.Shape));
    }

    [Fact]
    public void Holds_out_a_tenth_of_a_source_without_a_test_part()
    {
        TrainingData data = Load(new() { Source = WriteBars("bars.csv", 320) });
        Assert.Equal((288, 32), (data.Train.Count, data.Test.Count));
        Assert.All(Enumerable.Range(0, 8), label => Assert.Equal(4, data.Test.Labels.ToArray().Count(one => one == label)));
        Assert.Equal(new TestHeldOutNote("bars.csv", 32), _listener.Notes[^1]);
        AssertDisjoint(data.Train, data.Test);
    }

    [Fact]
    public void The_seed_decides_what_is_held_out()
    {
        DataSelection selection = new() { Source = WriteBars("bars.csv", 160), ValidationFraction = 0.25 };
        TrainingData first = Load(selection);
        TrainingData again = Load(selection);
        TrainingData other = Load(selection with { Seed = 2 });
        Assert.Equal(first.Test.Row(0), again.Test.Row(0));
        Assert.Equal(first.Validation!.Row(0), again.Validation!.Row(0));
        Assert.False(first.Test.Row(0).SequenceEqual(other.Test.Row(0)));
    }

    [Fact]
    public void Holds_out_a_fraction_for_validation_besides_the_test()
    {
        TrainingData data = Load(new() { Source = WriteBars("bars.csv", 320), ValidationFraction = 0.25 });
        Assert.Equal((216, 72, 32), (data.Train.Count, data.Validation!.Count, data.Test.Count));
        Assert.Equal(new ValidationHeldOutNote(72), _listener.Notes[^1]);
        AssertDisjoint(data.Train, data.Validation);
    }

    [Fact]
    public void Validates_and_tests_on_other_sources()
    {
        TrainingData data = Load(
            new()
            {
                Source = WriteBars("bars.csv", 80),
                Test = WriteBars("test.csv", 40),
                ValidationSource = WriteBars("validation.csv", 24),
            }
        );
        Assert.Equal((80, 24, 40), (data.Train.Count, data.Validation!.Count, data.Test.Count));
    }

    [Fact]
    public void Rejects_a_test_source_of_another_size()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Load(new() { Source = WriteBars("eight.csv", 80), Test = WriteBars("nine.csv", 81, side: 9) })
        );
        Assert.Equal(
            "nine.csv: expected images of 8x8, the network's input, found images of 9x9. Use data of that size, or train a network on this one.",
            error.Message
        );
    }

    [Fact]
    public void Weights_samples_and_adds_images_with_weight_1()
    {
        File.WriteAllLines(_folder["weights.txt"], Enumerable.Range(0, 80).Select(row => $"{row % 3}"));
        TrainingData data = Load(
            new()
            {
                Source = WriteBars("bars.csv", 80),
                Test = WriteBars("test.csv", 16),
                SampleWeights = _folder["weights.txt"],
                Added = [WriteBars("added.csv", 16)],
            }
        );
        Assert.Equal(96, data.Train.Count);
        Assert.Equal([0, 1, 2], data.Train.Weights[..3].ToArray());
        Assert.All(data.Train.Weights[80..].ToArray(), weight => Assert.Equal(1, weight));
        Assert.Equal(new ImagesAddedNote("added.csv", 16, 1), _listener.Notes[^1]);
    }

    [Fact]
    public void Loads_by_the_short_form()
    {
        TrainingData data = TrainingData.Load(WriteBars("bars.csv", 80), cancellation: Cancellation);
        Assert.Equal((72, 8), (data.Train.Count, data.Test.Count));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TrainingData Load(DataSelection selection) => selection.Load(_listener, Cancellation);

    private string WriteBars(string name, int count, int side = 8) =>
        SyntheticData.WriteCsv(_folder[name], SyntheticData.Bars(count, side));

    private static void AssertDisjoint(Samples<byte> one, Samples<byte> other)
    {
        HashSet<string> rows = [.. Enumerable.Range(0, one.Count).Select(row => Convert.ToHexString(one.Row(row)))];
        Assert.DoesNotContain(Enumerable.Range(0, other.Count).Select(row => Convert.ToHexString(other.Row(row))), rows.Contains);
    }
}
