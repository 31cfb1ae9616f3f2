using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class InspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Statistics_of_weights_are_those_of_the_population()
    {
        var statistics = WeightStatistics.Of([4, 1, 3, 2]);
        Assert.Equal((4, 2.5, 1.0, 4.0), (statistics.Count, statistics.Mean, statistics.Minimum, statistics.Maximum));
        Assert.Equal(Math.Sqrt(1.25), statistics.StandardDeviation, 1e-12);
        Assert.Equal(0, WeightStatistics.Of([]).Count);
    }

    [Fact]
    public void A_model_is_described_layer_by_layer()
    {
        var network = Network.Create(
            NetworkDefinition.Dense(Shape.Image(4, 4), [5], ["a", "b", "c"], Activation.Tanh, Activation.Softmax),
            seed: 1
        );
        var inspection = ModelInspection.Of(network);
        Assert.Equal(["dense 16 → 5, tanh", "dense 5 → 3, softmax"], inspection.Layers.Select(layer => layer.Description));
        Assert.Equal([(16 * 5) + 5, (5 * 3) + 3], inspection.Layers.Select(layer => layer.Weights.Count));
        Assert.Equal(network.LayerParameters(1).ToArray().Max(), inspection.Layers[1].Weights.Maximum);
    }

    [Fact]
    public void Models_are_zip_files_or_named_so()
    {
        Assert.True(ModelInspection.IsModel(TestNetworks.ShippedPath));
        Assert.True(ModelInspection.IsModel(_folder["gone.zip"]));
        Assert.False(ModelInspection.IsModel(_folder["gone.csv"]));
        Assert.False(ModelInspection.IsModel(_folder.Write("table.zip", "label,pixel0\n")));
        Assert.False(ModelInspection.IsModel(_folder.Write("short", "P")));
        Assert.False(ModelInspection.IsModel("mnist"));
    }

    [Theory]
    [InlineData("fold,p0,p1,p2,p3,p4,p5,p6,p7,p8\n1,0,1,2,99,0,0,0,0,0\n2,0,1,2,99,0,0,0,0,0\n", null, "1 (fold)")]
    [InlineData("label,p0,p1,p2,p3\n5,0,1,2,99\n6,0,1,2,98\n", "label,p0,p1,p2,p3\nfive,0,1,2,99\n", "\"five\"")]
    public void Rejects_what_training_rejects(string train, string? test, string found)
    {
        _folder.Write("set/train.csv", train);
        if (test is not null)
            _folder.Write("set/test.csv", test);
        Action[] uses =
        [
            () => SourceInspection.Load(_folder["set"], cancellation: TestContext.Current.CancellationToken),
            () => new DataSelection { Source = _folder["set"] }.Load(cancellation: TestContext.Current.CancellationToken),
        ];
        foreach (Action use in uses)
            Assert.Contains(found, Assert.Throws<InvalidInputException>(use).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_count_images_without_labels_as_a_test_part()
    {
        _folder.Write("set/train.csv", "label,p0,p1,p2,p3\n5,0,1,2,99\n6,0,1,2,99\n");
        _folder.Write("set/test.csv", "p0,p1,p2,p3\n0,1,2,98\n");
        var inspection = SourceInspection.Load(_folder["set"], cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((2, null), (inspection.Dataset.Count, inspection.TestCount));
        Assert.Contains("test part: without labels, for prediction only", inspection.Dataset.Findings);
    }

    [Fact]
    public void Counts_the_images_of_each_class_in_both_parts()
    {
        var inspection = SourceInspection.Load(
            Bars.WriteSource(_folder, trainRows: 10, testRows: 5),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal((10, 5), (inspection.Dataset.Count, inspection.TestCount));
        Assert.Equal([new("0", 3, 2), new("1", 3, 1), new("2", 2, 1), new ClassCount("3", 2, 1)], inspection.Classes);
        Assert.Equal([0, 1, 2], inspection.ExampleRows(3));
    }

    [Fact]
    public void A_single_table_has_no_test_images_and_need_not_have_labels()
    {
        string[] lines = Bars.Table(6, seed: 3).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string table = _folder.Write(
            "bars.csv",
            string.Join('\n', lines.Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]))
        );
        var inspection = SourceInspection.Load(table, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((6, null), (inspection.Dataset.Count, inspection.TestCount));
        Assert.Empty(inspection.Classes);
        Assert.Equal([0, 1], inspection.ExampleRows(2));
    }
}
