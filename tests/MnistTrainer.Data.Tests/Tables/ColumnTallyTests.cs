using System.Globalization;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>What a sample of the texts of a column shows of all of them.</summary>
public sealed class ColumnTallyTests
{
    /// <summary>Among 200,000 texts of 20,000 different ones, the estimate by a sample is within 10 %.</summary>
    [Fact]
    public void The_number_of_different_texts_is_estimated()
    {
        ColumnTally tally = new(new TallyTexts(new TableOptions()), new MergedCells("x"));
        Random random = new(6);
        HashSet<int> different = [];
        for (int row = 0; row < 200_000; row++)
        {
            int text = random.Next(20_000);
            different.Add(text);
            tally.Add(Encoding.UTF8.GetBytes($"text {text}"), row);
            if (row == 2000)
                tally.Sample(2000, long.MaxValue);
        }

        tally.Finish();
        Assert.True(tally.IsSampled);
        Assert.InRange(tally.Distinct, 0.9 * different.Count, 1.1 * different.Count);
        Assert.InRange(tally.Texts.Count, 500, 2000);
        Assert.Equal(200_000, tally.Cells);
    }

    /// <summary>Nanoseconds since 1970 of a day, which become some hundred floats: a sample shows that nearly all are lost.</summary>
    [Fact]
    public void Numbers_that_become_few_floats_are_sampled()
    {
        ColumnTally tally = new(new TallyTexts(new TableOptions()), new MergedCells("x"));
        for (int row = 0; row < 100_000; row++)
        {
            tally.Add(Encoding.UTF8.GetBytes($"{1_700_000_000_000_000_000 + (row * 864_000_001L)}"), row);
            if (row == 3000)
                tally.Sample(1000, long.MaxValue);
        }

        tally.Finish();
        Assert.Equal(100_000, tally.Distinct);
        Assert.InRange(tally.Texts.Count, 300, 1000);
        double[] numbers = [.. tally.Texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
        Assert.NotEqual(0, NumberOrigin.Of(numbers));
    }
}
