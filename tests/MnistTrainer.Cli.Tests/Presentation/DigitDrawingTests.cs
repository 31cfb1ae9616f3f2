using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.Presentation;

public sealed class DigitDrawingTests
{
    [Fact]
    public void Shades_stand_for_two_pixels_one_above_the_other() =>
        Assert.Equal(
            [" █▒", " █▒"],
            DigitDrawing.Draw([0, 255, 0, 0, 255, 255, 0, 255, 255, 0, 255, 0], Shape.Image(4, 3), inColor: false)
        );

    [Fact]
    public void An_odd_last_row_has_black_below_it() => Assert.Equal(["▒"], DigitDrawing.Draw([255], Shape.Image(1, 1), inColor: false));

    [Fact]
    public void Colors_are_from_black_to_white_of_the_256_and_are_changed_only_where_they_change() =>
        Assert.Equal(
            ["\e[38;5;16;48;5;231m▀▀\e[38;5;244;48;5;232m▀\e[0m"],
            DigitDrawing.Draw([0, 0, 128, 255, 255, 5], Shape.Image(2, 3), inColor: true)
        );

    /// <summary>Red over green, and blue over black; without color by their brightness, 76, 150, 29 and 0 of 255.</summary>
    [Fact]
    public void Images_in_color_are_drawn_in_all_colors()
    {
        Shape shape = new(3, 2, 2);
        byte[] pixels = [255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0, 0];
        Assert.True(DigitDrawing.CanDraw(shape));
        Assert.Equal(["\e[38;2;255;0;0;48;2;0;255;0m▀\e[38;2;0;0;255;48;2;0;0;0m▀\e[0m"], DigitDrawing.Draw(pixels, shape, inColor: true));
        Assert.Equal(["▒ "], DigitDrawing.Draw(pixels, shape, inColor: false));
    }

    [Fact]
    public void Drawings_stand_side_by_side_under_their_captions() =>
        Assert.Equal(["a     a lo", "1234  5678"], DigitDrawing.SideBySide([("a", ["1234"]), ("a long c", ["5678"])], 4));
}
