using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Which tables predictions replace: those of another run, and none of somebody else that has as few columns.</summary>
public sealed class ReplacedPredictionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("id,price\nx1,1200.5\n")]
    [InlineData("id,price\r\nx1,1200.5\r\n")]
    [InlineData("\uFEFFid,price\nx1,1200.5\n")]
    [InlineData("ImageId,Label\n1,7\n")]
    [InlineData("row,income\n1,3200\n")]
    [InlineData("row,income,probability\n1,low,0.9971\n")]
    [InlineData("id,income,probability\nx1,\"low, or so\",1.0000\n")]
    [InlineData("row,income,probability,deviation\n1,low,0.9971,0.012\n")]
    [InlineData("row,income,deviation\n1,3200,12.5\n")]
    [InlineData("")]
    public void Predictions_are_replaced(string text) => Check(text);

    [Theory]
    [InlineData("name,city\nAnn,Oslo\n")]
    [InlineData("id,salary\nx1,1200.5\n")]
    [InlineData("id,price,rooms\nx1,1200.5,3\n")]
    [InlineData("day,rain,probability\nMon,yes,80\n")]
    [InlineData("row,column\n17,4\n")]
    [InlineData("row,x,y\n1,2,3\n")]
    [InlineData("some words, with a comma\n")]
    public void Tables_of_somebody_else_are_not(string text)
    {
        string message = Assert.Throws<InvalidInputException>(() => Check(text)).Message;
        Assert.Contains("a file of another kind, which would be lost", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.html", "<!doctype html>\n<html><title>My page</title></html>\n")]
    [InlineData("drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>\n")]
    public void Pages_and_drawings_of_somebody_else_are_not(string name, string text)
    {
        OutputKind kind = name.EndsWith(".svg", StringComparison.Ordinal) ? OutputKind.Svg : OutputKind.Page;
        OutputFile file = new(_folder.Write(name, text), kind);
        Assert.Throws<InvalidInputException>(() => file.CheckReplaceable([]));
    }

    private void Check(string text) =>
        new OutputFile(_folder.Write("p.csv", text), OutputKind.PredictionsUnder("id,price")).CheckReplaceable([]);
}
