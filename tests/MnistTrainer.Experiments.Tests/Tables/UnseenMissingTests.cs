using System.Globalization;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Values that are missing where none was in training.</summary>
public sealed class UnseenMissingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// A row with the mean of the sizes, about 50, costs what a row without one is expected to: 1000 + 30 rooms, and 300 more in the city. The smallest size would cost 600 less.
    /// </summary>
    [Fact]
    public void A_number_is_read_as_the_mean()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(1500), "price"));
        TextTable table = TextTable.Load(_folder["price.csv"], cancellation: TestContext.Current.CancellationToken);
        double mean = table.Columns[2].Texts.Average(text => double.Parse(text, CultureInfo.InvariantCulture));
        string mean4 = mean.ToString("F4", CultureInfo.InvariantCulture);
        string rows = _folder.Write(
            "new.csv",
            $"id,rooms,size,place,color,door\nx1,3,,city,red,0.5\nx2,3,{mean4},city,red,0.5\nx3,3,?,country,red,0.5\nx4,3,,,red,0.5\n"
        );
        TablePredictions predictions = trained.Model.Predict(
            TextTable.Load(rows, cancellation: TestContext.Current.CancellationToken),
            cancellation: TestContext.Current.CancellationToken
        );
        double[] values = [.. predictions.Predictions.Select(one => one.Value!.Value)];
        Assert.Equal(1390, values[0], 60.0);
        Assert.Equal(1090, values[2], 60.0);
        Assert.Equal(values[1], values[0], 15.0);
        Assert.Contains(
            predictions.Notes,
            note =>
                note.StartsWith("size: 3 values are missing, but none in training; read as 4", StringComparison.Ordinal)
                || note.StartsWith("size: 3 values are missing, but none in training; read as 5", StringComparison.Ordinal)
        );
        Assert.Contains("place: 1 value is missing, but none in training; read as none of the categories", predictions.Notes);
    }

    /// <summary>Where values were missing in training, the network knows what that means.</summary>
    [Fact]
    public void A_value_that_was_missing_in_training_stays_missing()
    {
        string[] lines = GeneratedTable.Houses(600).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int row = 1; row < lines.Length; row += 3)
        {
            string[] cells = lines[row].Split(',');
            cells[2] = "";
            lines[row] = string.Join(',', cells);
        }

        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, string.Join('\n', lines) + "\n", "price"));
        TextTable table = TextTable.Load(
            _folder.Write("new.csv", "id,rooms,size,place,color,door\nx1,3,,city,red,0.5\nx2,3,40,city,red,0.5\n"),
            cancellation: TestContext.Current.CancellationToken
        );
        TableRows rows = trained.Model.Encode(table, withLabels: false);
        Assert.True(float.IsNaN(rows.Samples.Row(0)[1]));
        Assert.Empty(rows.Notes);
    }

    /// <summary>A row that is held out may be the only one without a value: it is measured as it will be predicted.</summary>
    [Fact]
    public void Rows_that_are_held_out_are_measured_as_they_are_predicted()
    {
        _folder.Write("test.csv", "id,rooms,size,place,color,door,price\nx1,3,,city,red,0.5,1390\nx2,3,,country,red,0.5,1090\n");
        TableData data = new TableSelection(_folder.Write("price.csv", GeneratedTable.Houses(600)))
        {
            Options = new TableOptions { LabelColumn = "price" },
            Test = _folder["test.csv"],
        }.Load(cancellation: TestContext.Current.CancellationToken);
        Assert.True(float.IsNaN(data.Test.Row(0)[1]));
        TrainedTable trained = GeneratedTable.Train(data);
        Assert.InRange(trained.Test.Regression!.RootMeanSquared, 0, 90);
        TableEvaluation again = trained.Model.Evaluate(
            TextTable.Load(_folder["test.csv"], cancellation: TestContext.Current.CancellationToken),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(trained.Test.Regression.RootMeanSquared, again.Regression!.RootMeanSquared, 1e-6);
    }
}
