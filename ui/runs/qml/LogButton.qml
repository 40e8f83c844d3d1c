// A quiet button of the log's tool row.
import QtQuick

Rectangle {
    id: root

    property string label
    property string iconName: ""
    property bool checked: false
    signal pressed()

    implicitWidth: words.implicitWidth + tokens.px(20) + (mark.visible ? tokens.px(20) : 0)
    implicitHeight: tokens.px(26)
    radius: tokens.px(13)
    color: root.checked ? tokens.accentTint : area.containsMouse ? tokens.sunken : "transparent"
    border.width: root.activeFocus ? 2 : 0
    border.color: tokens.accent
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.checked: root.checked
    Accessible.focusable: true
    Accessible.onPressAction: root.pressed()
    Keys.onSpacePressed: root.pressed()
    Keys.onReturnPressed: root.pressed()

    Image {
        id: mark
        visible: root.iconName.length > 0
        anchors.left: parent.left
        anchors.leftMargin: tokens.px(10)
        anchors.verticalCenter: parent.verticalCenter
        width: tokens.px(14)
        height: width
        sourceSize: Qt.size(width, height)
        source: visible ? tokens.icon(root.iconName, 0) : ""
    }
    Text {
        id: words
        anchors.left: parent.left
        anchors.leftMargin: tokens.px(10) + (mark.visible ? tokens.px(20) : 0)
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        font: tokens.secondary
        color: tokens.text
    }
    MouseArea {
        id: area
        anchors.fill: parent
        hoverEnabled: true
        onClicked: root.pressed()
    }
}
