using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Training on tables whose rule is known.</summary>
public sealed class TableTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learns_classes_and_predicts_from_a_table_with_columns_in_another_order()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Flowers(1000), "flower"));
        Assert.Equal(["lily", "rose", "tulip"], trained.Network.Definition.ClassNames);
        Assert.InRange(trained.Test.Classification!.MicroAccuracy, 0.95, 1);
        Assert.InRange(trained.Test.BaselineAccuracy!.Value, 0.3, 0.5);
        trained.Save(_folder["flowers.zip"]);

        var model = TableModel.Load(_folder["flowers.zip"]);
        string rows = _folder.Write("new.csv", "height,note,thorns,petal\n50,a,yes,8\n60,b,no,8\n70,c,no,1\n80,d,?,1\n");
        TablePredictions predictions = model.Predict(
            TextTable.Load(rows, cancellation: TestContext.Current.CancellationToken),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(["rose", "lily", "tulip", "tulip"], predictions.Predictions.Select(one => one.Answer));
        Assert.Contains(predictions.Notes, note => note.Contains("note", StringComparison.Ordinal));
        Assert.All(predictions.Predictions, one => Assert.Equal(1, one.Outputs.Sum(), 1e-4));
        TableEvaluation again = model.Evaluate(
            TextTable.Load(_folder["flower.csv"], cancellation: TestContext.Current.CancellationToken),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(1000, again.Count);
        Assert.InRange(again.Score, 0.95, 1);
    }

    [Fact]
    public void Learns_numbers_in_the_unit_of_the_label()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(1500), "price"));
        Assert.InRange(trained.Test.Regression!.RSquared, 0.98, 1);
        Assert.InRange(trained.Test.Regression.Baseline, 300, 450);
        trained.Save(_folder["houses.zip"]);
        var model = TableModel.Load(_folder["houses.zip"]);
        string rows = _folder.Write("new.csv", "id,rooms,size,place,color,door\nx1,3,50,city,red,0.5\nx2,3,50,country,red,0.5\n");
        TablePredictions predictions = model.Predict(
            TextTable.Load(rows, cancellation: TestContext.Current.CancellationToken),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(["x1", "x2"], predictions.Predictions.Select(one => one.Row));
        Assert.Equal(1390, predictions.Predictions[0].Value!.Value, 40.0);
        Assert.Equal(1090, predictions.Predictions[1].Value!.Value, 40.0);
        StringWriter text = new();
        predictions.Write(text);
        Assert.StartsWith("id,price\nx1,", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1234771.75f, "1234771.8")]
    [InlineData(1.6e9f, "1600000000")]
    [InlineData(-0.000012345f, "-0.000012345")]
    public void Numbers_are_written_in_decimals(float value, string expected)
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(30), "price");
        Assert.Equal(expected, TablePrediction.Of("1", data.Schema, [value]).Answer);
    }

    /// <summary>All of them are 0 as a float.</summary>
    [Fact]
    public void A_label_of_one_value_is_rejected()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 11},{i + 1}e-60\n"));
        TableData data = GeneratedTable.Load(_folder, "a,b,t\n" + rows, "t");
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => GeneratedTable.Train(data));
        Assert.Contains("label 't': expected numbers that differ in the precision of a float", error.Message, StringComparison.Ordinal);
        Assert.Contains("found 0 in every row", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Members that diverge are left out of the mean, and each is named.</summary>
    [Fact]
    public void Members_that_diverge_are_left_out()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(300), "price");
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.Train.Count);
        recipe = recipe with { Training = recipe.Training with { Optimizer = new GradientDescent(1e6f), Epochs = 2 } };
        TrainedTable trained = new TableTraining(recipe) { Members = 3 }.Run(data, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3, trained.LeftOut.Length);
        Assert.Equal(1, trained.Network.Definition.Members);
        Assert.Empty(GeneratedTable.Train(data).LeftOut);
    }

    [Fact]
    public void The_same_table_gives_the_same_bytes()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Flowers(300), "flower");
        GeneratedTable.Train(data).Save(_folder["one.zip"]);
        GeneratedTable.Train(data).Save(_folder["other.zip"]);
        Assert.Equal(File.ReadAllBytes(_folder["one.zip"]), File.ReadAllBytes(_folder["other.zip"]));
    }

    /// <summary>The trainer of ML.NET with its defaults, on the same inputs, is the same network.</summary>
    [Fact]
    public void Classes_are_learned_as_in_ml_net()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Flowers(500), "flower"));
        MLContext context = new(seed: 1);
        NeuralNetworkTransformer other = context
            .MulticlassClassification.Trainers.NeuralNetwork()
            .Fit(context.Data.LoadFromSamples(trained.Data.Train));
        Assert.Equal(trained.Network.Parameters.ToArray(), other.Model.Parameters.ToArray());
    }

    [Fact]
    public void Two_classes_are_learned_as_in_ml_net()
    {
        string flowers = GeneratedTable.Flowers(600).Replace("lily", "rose", StringComparison.Ordinal);
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, flowers, "flower"));
        Samples<float> train = trained.Data.Train;
        IDataView rows = Rows(train, row => new Flower { Features = train.Row(row).ToArray(), Label = train.Labels[row] == 1 });
        NeuralNetworkTransformer other = new MLContext(seed: 1).BinaryClassification.Trainers.NeuralNetwork().Fit(rows);
        Assert.Equal(TwoClasses.Of(other.Model, "rose", "tulip").Parameters.ToArray(), trained.Network.Parameters.ToArray());
        Assert.InRange(trained.Test.AreaUnderCurve!.Value, 0.98, 1);
    }

    [Fact]
    public void Numbers_are_learned_as_in_ml_net()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(500), "price"));
        Samples<float> train = trained.Data.Train;
        MLContext context = new(seed: 1);
        IDataView rows = Rows(train, row => new House { Features = train.Row(row).ToArray(), Label = train.Targets[row] });
        NeuralNetworkTransformer other = context.Regression.Trainers.NeuralNetwork().Fit(rows);
        Assert.Equal(trained.Network.Parameters.ToArray(), other.Model.Parameters.ToArray());
    }

    /// <summary>In ML.NET, a saved model is a transformer of the encoded columns, with the estimate as its score.</summary>
    [Fact]
    public void Ml_net_loads_a_saved_regression()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(300), "price"));
        trained.Save(_folder["houses.zip"]);
        MLContext context = new();
        ITransformer model = NeuralNetworkModel.Load(context, _folder["houses.zip"], out _);
        Samples<float> inputs = new(trained.Data.Test.Shape, [.. trained.Data.Test.Row(0)], labels: [0], classNames: ["price"]);
        IDataView scored = model.Transform(context.Data.LoadFromSamples(inputs));
        float[] outputs = new float[1];
        using Scorer scorer = new(trained.Network);
        scorer.Score(inputs.Row(0), outputs);
        Assert.Equal(outputs[0], scored.GetColumn<float>("Score").Single());
    }

    [Fact]
    public void Rejects_models_without_a_table_and_damaged_descriptions()
    {
        Network network = Network.Create(NetworkDefinition.Dense(Shape.Vector(2), [3], ["a", "b"], Activation.ReLU, Activation.Softmax), 1);
        ModelStore.Save(network, _folder["vector.zip"]);
        Assert.Null(TableModel.Find(_folder["vector.zip"]));
        Assert.Throws<InvalidInputException>(() => TableModel.Load(_folder["vector.zip"]));

        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Flowers(100), "flower"));
        ModelStore.Save(network, _folder["other.zip"], trained.Schema);
        string message = Assert.Throws<InvalidInputException>(() => TableModel.Load(_folder["other.zip"])).Message;
        Assert.Contains("expected a network with 5 inputs, as its table has, found 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_are_averaged()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Flowers(200), "flower");
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.Train.Count);
        TrainedTable trained = new TableTraining(recipe) { Members = 3 }.Run(data, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3, trained.Network.Definition.Members);
        trained.Save(_folder["members.zip"]);
        Assert.Equal(3, TableModel.Load(_folder["members.zip"]).Network.Definition.Members);
    }

    /// <summary>Beside the members as models of their own: the deviation is of the estimate, in its unit, or of the probability of the class that is predicted.</summary>
    [Theory]
    [InlineData("price")]
    [InlineData("flower")]
    public void Predictions_have_the_deviation_of_members(string label)
    {
        string text = label == "price" ? GeneratedTable.Houses(200) : GeneratedTable.Flowers(200);
        TableData data = GeneratedTable.Load(_folder, text, label);
        TableTraining training = new(TableTraining.RecipeFor(data.Schema, data.Train.Count)) { Members = 3 };
        TableModel model = training.Run(data, cancellation: TestContext.Current.CancellationToken).Model;
        var table = TextTable.Load(_folder[$"{label}.csv"], cancellation: TestContext.Current.CancellationToken);
        TablePredictions predictions = model.Predict(table, cancellation: TestContext.Current.CancellationToken);
        TablePrediction[][] members =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    (model with { Network = model.Network.Member(i) })
                        .Predict(table, cancellation: TestContext.Current.CancellationToken)
                        .Predictions.ToArray()
                ),
        ];
        Assert.All(members[0], one => Assert.Null(one.Deviation));
        for (int row = 0; row < predictions.Predictions.Length; row++)
        {
            TablePrediction one = predictions.Predictions[row];
            int output = one.Label is null ? 0 : model.Schema.OutputNames.IndexOf(one.Label);
            double[] alone = [.. members.Select(member => (double)member[row].Outputs[output])];
            double deviation = Math.Sqrt(alone.Average(value => Math.Pow(value - alone.Average(), 2)));
            Assert.Equal(deviation, one.Deviation!.Value, 1e-6 * Math.Max(1, Math.Abs(one.Outputs[output])));
        }

        using StringWriter csv = new();
        predictions.Write(csv);
        string[] lines = csv.ToString().Split('\n');
        Assert.EndsWith(label == "price" ? ",price,deviation" : ",flower,probability,deviation", lines[0], StringComparison.Ordinal);
        Assert.Equal(predictions.Predictions[5].Deviation, float.Parse(lines[6].Split(',')[^1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_last_layer_for_the_other_task_is_rejected()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(60), "price");
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.Train.Count);
        recipe = recipe with { Network = recipe.Network with { OutputActivation = Activation.Sigmoid } };
        Assert.Contains(
            "expected a last layer with the activation identity and biases",
            Assert
                .Throws<InvalidInputException>(() =>
                    new TableTraining(recipe).Run(data, cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static IDataView Rows<T>(Samples<float> samples, Func<int, T> create)
        where T : class
    {
        var schema = SchemaDefinition.Create(typeof(T));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, samples.Shape.Size);
        return new MLContext().Data.LoadFromEnumerable(Enumerable.Range(0, samples.Count).Select(create), schema);
    }

    private sealed class Flower
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class House
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
