// The steps of the run, side by side; one can be chosen for the details pane.
import QtQuick

Row {
    id: root

    readonly property int gap: tokens.px(10)
    readonly property int count: Math.max(1, watch.steps.length)

    height: tokens.px(56)
    spacing: gap

    Repeater {
        model: watch.steps

        Item {
            id: step

            required property int index
            required property var modelData
            readonly property bool chosen: watch.selectedStep === step.index
            readonly property bool waiting: step.modelData.status === "pending"
                || step.modelData.status === "skipped"

            width: (root.width - (root.count - 1) * root.gap) / root.count
            height: root.height
            activeFocusOnTab: true

            Accessible.role: Accessible.Button
            Accessible.name: qsTr("Step %1").arg(step.modelData.name)
            Accessible.description: step.modelData.statusText
            Accessible.focusable: true
            Accessible.onPressAction: watch.selectedStep = step.index
            Keys.onSpacePressed: watch.selectedStep = step.index
            Keys.onReturnPressed: watch.selectedStep = step.index

            Rectangle {
                visible: step.index > 0
                anchors.right: parent.left
                y: parent.height / 2
                width: root.gap
                height: 1
                color: step.waiting ? tokens.strongLine : tokens.ok
            }

            Rectangle {
                anchors.fill: parent
                radius: tokens.px(8)
                color: tokens.surface
                border.width: step.chosen || step.activeFocus ? 2 : 1
                border.color: step.chosen || step.activeFocus ? tokens.accent : tokens.line

                Image {
                    id: mark
                    anchors.left: parent.left
                    anchors.leftMargin: tokens.px(8)
                    y: tokens.px(11)
                    width: tokens.px(16)
                    height: width
                    sourceSize: Qt.size(width, height)
                    source: tokens.icon(step.modelData.icon, step.modelData.tone)
                    RotationAnimation on rotation {
                        running: step.modelData.status === "running" && watch.motion
                        from: 0
                        to: 360
                        duration: 1200
                        loops: Animation.Infinite
                    }
                }
                Text {
                    anchors {
                        left: mark.right
                        leftMargin: tokens.px(6)
                        right: parent.right
                        rightMargin: tokens.px(6)
                        verticalCenter: mark.verticalCenter
                    }
                    text: step.modelData.name
                    font: tokens.secondary
                    color: step.waiting ? tokens.muted : tokens.text
                    elide: Text.ElideRight
                    horizontalAlignment: Text.AlignLeft
                }
                Text {
                    anchors {
                        left: parent.left
                        leftMargin: tokens.px(10)
                        right: parent.right
                        rightMargin: tokens.px(6)
                        bottom: parent.bottom
                        bottomMargin: tokens.px(9)
                    }
                    text: step.modelData.under
                    font: tokens.secondary
                    color: tokens.muted
                    elide: Text.ElideRight
                    horizontalAlignment: Text.AlignLeft
                }
            }

            TapHandler { onTapped: watch.selectedStep = step.index }
        }
    }
}
