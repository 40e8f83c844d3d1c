// A card of the details pane.
import QtQuick

Rectangle {
    id: root

    property string heading
    default property alias content: body.data

    width: parent ? parent.width : 0
    height: body.y + body.height + tokens.px(12)
    radius: tokens.px(8)
    color: tokens.surface
    border.width: 1
    border.color: tokens.line

    Text {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: tokens.px(14)
        y: tokens.px(11)
        text: root.heading
        font: tokens.strong
        color: tokens.text
    }
    Column {
        id: body
        x: tokens.px(14)
        y: title.y + title.height + tokens.px(8)
        width: root.width - 2 * x
        spacing: tokens.px(2)
    }
}
